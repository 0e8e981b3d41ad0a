us-east-1 put k {"n": 0}
converged
cut us-east-1 -> eu-west-1
us-east-1 put k {"n": 1}
us-east-1 put of-us {"n": 2}
eu-west-1 put of-eu {"n": 3}
eu-west-1 get k = {"n": 0}
eu-west-1 get of-us = absent
heal
converged
eu-west-1 get k = {"n": 1}
eu-west-1 get of-us = {"n": 2}
us-east-1 get of-eu = {"n": 3}
conflicts = 0
