# The writes of the two others go on between them meanwhile.
regions us-east-1 eu-west-1 ap-south-1
us-east-1 put k {"v": "1"}
converged
skew us-east-1 +2d
us-east-1 delete k
converged
eu-west-1 get k = {"v": "1"}
ap-south-1 get k = {"v": "1"}
eu-west-1 put k {"v": "2"}
converged
ap-south-1 get k = {"v": "2"}
ap-south-1 put k {"v": "3"}
converged
eu-west-1 read k = {"v": "3"}
us-east-1 get k = absent
pass 3d
eu-west-1 sees k = absent
ap-south-1 sees k = absent
lost k = {"v": "3"}
ap-south-1 put k {"v": "4"}
converged
us-east-1 get k = {"v": "4"}
eu-west-1 get k = {"v": "4"}
