# A known trap: the delete of a missing row beats an earlier write of another region, or comes back as a row.
cut us-east-1 eu-west-1
us-east-1 put k {"n": 1}
eu-west-1 delete k
eu-west-1 delete never-there
us-east-1 get never-there = absent
heal
converged
us-east-1 get k = {"n": 1}
eu-west-1 get k = {"n": 1}
us-east-1 get never-there = absent
conflicts = 0
