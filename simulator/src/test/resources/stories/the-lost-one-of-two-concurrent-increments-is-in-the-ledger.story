# Last writer wins loses one of two concurrent increments, as DynamoDB does; but it says so.
us-east-1 put likes {"n": 5}
converged
cut us-east-1 eu-west-1
us-east-1 update likes add n 1
eu-west-1 update likes add n 1
heal
converged
us-east-1 get likes = {"n": 6}
eu-west-1 get likes = {"n": 6}
conflicts = 1
lost likes = {"n": 6}
