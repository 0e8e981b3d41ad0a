regions us-east-1 eu-west-1 ap-south-1
cut us-east-1 eu-west-1
us-east-1 put of-us {"n": 1}
eu-west-1 put of-eu {"n": 2}
ap-south-1 sees of-us = {"n": 1}
ap-south-1 sees of-eu = {"n": 2}
# ap-south-1 hands on only what was written there.
us-east-1 get of-eu = absent
eu-west-1 get of-us = absent
heal
converged
us-east-1 get of-eu = {"n": 2}
eu-west-1 get of-us = {"n": 1}
conflicts = 0
