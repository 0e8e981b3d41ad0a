# A known trap: a deletion that is forgotten before an older write arrives.
regions us-east-1 eu-west-1 ap-south-1
us-east-1 put k {"n": 1}
converged
cut us-east-1 eu-west-1
us-east-1 update k add n 1
ap-south-1 sees k = {"n": 2}
ap-south-1 delete k
eu-west-1 sees k = absent
pass 40d
eu-west-1 get k = absent
heal
converged
us-east-1 get k = absent
eu-west-1 get k = absent
ap-south-1 get k = absent
conflicts = 0
