# A known trap: a tie that each region decides for itself.
us-east-1 put k {"v": "first"}
converged
cut us-east-1 eu-west-1
stop-clocks
eu-west-1 put k {"v": "of eu"}
us-east-1 put k {"v": "of us"}
same-time k
heal
converged
us-east-1 get k = {"v": "of us"}
eu-west-1 get k = {"v": "of us"}
conflicts = 1
