# A known trap: an index rewrite that drops tombstones, after which an older write comes back.
us-east-1 put k {"v": "1"}
us-east-1 put other {"v": "2"}
converged
cut us-east-1 eu-west-1
us-east-1 put k {"v": "3"}
eu-west-1 delete k
index eu-west-1
index eu-west-1
pass 5s
drop-index eu-west-1
pass 5s
eu-west-1 get k = absent
heal
converged
us-east-1 get k = absent
eu-west-1 get k = absent
us-east-1 get other = {"v": "2"}
conflicts = 1
