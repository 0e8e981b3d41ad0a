us-east-1 put k {"n": 1}
us-east-1 read k = {"n": 1}
us-east-1 update k add n 1
us-east-1 read k = {"n": 2}
us-east-1 delete k
us-east-1 read k = absent
converged
cut us-east-1 eu-west-1
us-east-1 put k {"n": 3}
us-east-1 read k = {"n": 3}
# Strong within a region, not between them.
eu-west-1 read k = absent
