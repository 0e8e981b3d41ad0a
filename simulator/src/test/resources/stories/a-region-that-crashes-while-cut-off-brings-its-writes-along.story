us-east-1 put k {"n": 1}
converged
cut us-east-1 eu-west-1
us-east-1 update k add n 1
crash us-east-1
eu-west-1 put of-eu {"n": 7}
restart us-east-1
us-east-1 update k add n 1
heal
converged
eu-west-1 get k = {"n": 3}
us-east-1 get of-eu = {"n": 7}
conflicts = 0
