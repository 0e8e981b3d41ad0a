# Whoever takes it in at once has every write of the next two days lose.
us-east-1 put k {"v": "1"}
converged
skew us-east-1 +2d
us-east-1 delete k
converged
eu-west-1 get k = {"v": "1"}
eu-west-1 put k {"v": "2"}
converged
eu-west-1 put k {"v": "3"}
converged
us-east-1 get k = absent
eu-west-1 read k = {"v": "3"}
pass 3d
eu-west-1 sees k = absent
lost k = {"v": "3"}
eu-west-1 put k {"v": "4"}
converged
us-east-1 get k = {"v": "4"}
