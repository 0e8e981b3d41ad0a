us-east-1 put k {"n": 1}
us-east-1 put gone {"n": 1}
us-east-1 delete gone
crash us-east-1
restart us-east-1
us-east-1 read k = {"n": 1}
us-east-1 read gone = absent
converged
eu-west-1 get k = {"n": 1}
eu-west-1 get gone = absent
conflicts = 0
