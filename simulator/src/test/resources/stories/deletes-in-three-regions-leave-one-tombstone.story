# A known trap: delete against delete, each of which takes the others for something to be replicated.
regions us-east-1 eu-west-1 ap-south-1
us-east-1 put k {"n": 1}
converged
cut us-east-1 eu-west-1
cut us-east-1 ap-south-1
cut eu-west-1 ap-south-1
us-east-1 delete k
eu-west-1 delete k
ap-south-1 delete k
heal
converged
us-east-1 get k = absent
eu-west-1 get k = absent
ap-south-1 get k = absent
eu-west-1 put k {"n": 2}
us-east-1 sees k = {"n": 2}
ap-south-1 sees k = {"n": 2}
converged
