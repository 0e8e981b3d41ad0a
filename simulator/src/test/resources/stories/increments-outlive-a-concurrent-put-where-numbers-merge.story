policy mergeable
us-east-1 put likes {"n": 5}
converged
cut us-east-1 eu-west-1
us-east-1 update likes add n 2
eu-west-1 put likes {"n": 100}
heal
converged
us-east-1 get likes = {"n": 102}
eu-west-1 get likes = {"n": 102}
