# A known trap: lost increments.
regions us-east-1 eu-west-1 ap-south-1
policy mergeable
us-east-1 put likes {"n": 5}
converged
cut us-east-1 eu-west-1
cut us-east-1 ap-south-1
cut eu-west-1 ap-south-1
us-east-1 update likes add n 1
us-east-1 update likes add n 1
eu-west-1 update likes add n 10
ap-south-1 update likes add n -3
us-east-1 get likes = {"n": 7}
heal
converged
us-east-1 get likes = {"n": 14}
eu-west-1 get likes = {"n": 14}
ap-south-1 get likes = {"n": 14}
eu-west-1 update likes set n = 0
us-east-1 sees likes = {"n": 0}
