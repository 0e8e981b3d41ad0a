us-east-1 put k {"n": 0}
converged
cut us-east-1 eu-west-1
us-east-1 update k add n 1
heal
converged
cut us-east-1 eu-west-1
eu-west-1 update k add n 1
heal
converged
cut us-east-1 eu-west-1
us-east-1 delete k
eu-west-1 put other {"n": 1}
heal
converged
us-east-1 get k = absent
eu-west-1 get k = absent
us-east-1 get other = {"n": 1}
conflicts = 0
