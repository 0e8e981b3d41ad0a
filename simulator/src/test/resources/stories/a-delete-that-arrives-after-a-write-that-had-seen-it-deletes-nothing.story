# A known trap: a tombstone that does not say where and when it comes from.
regions us-east-1 eu-west-1 ap-south-1
us-east-1 put k {"n": 1}
converged
cut us-east-1 eu-west-1
us-east-1 delete k
ap-south-1 sees k = absent
ap-south-1 put k {"n": 2}
eu-west-1 sees k = {"n": 2}
heal
converged
us-east-1 get k = {"n": 2}
eu-west-1 get k = {"n": 2}
ap-south-1 get k = {"n": 2}
conflicts = 0
