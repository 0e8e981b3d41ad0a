# A known trap: after a write from a clock ahead, all later ones lose.
skew eu-west-1 +2h
eu-west-1 put k {"v": "from the future"}
us-east-1 sees k = {"v": "from the future"}
us-east-1 put k {"v": "later"}
us-east-1 get k = {"v": "later"}
converged
eu-west-1 get k = {"v": "later"}
us-east-1 delete k
converged
eu-west-1 get k = absent
conflicts = 0
