cut us-east-1 eu-west-1
us-east-1 put of-us {"n": 1}
eu-west-1 put of-eu {"n": 2}
us-east-1 read of-us = {"n": 1}
us-east-1 read of-eu = absent
eu-west-1 read of-us = absent
us-east-1 update of-us add n 10
eu-west-1 delete of-eu
eu-west-1 put of-eu {"n": 3}
heal
converged
us-east-1 get of-us = {"n": 11}
eu-west-1 get of-us = {"n": 11}
us-east-1 get of-eu = {"n": 3}
eu-west-1 get of-eu = {"n": 3}
conflicts = 0
