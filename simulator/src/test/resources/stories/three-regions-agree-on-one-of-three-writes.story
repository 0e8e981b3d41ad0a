regions us-east-1 eu-west-1 ap-south-1
us-east-1 put k {"v": "first"}
converged
cut us-east-1 eu-west-1
cut us-east-1 ap-south-1
cut eu-west-1 ap-south-1
ap-south-1 put k {"v": "of ap"}
us-east-1 put k {"v": "of us"}
eu-west-1 put k {"v": "of eu"}
heal
converged
us-east-1 get k = {"v": "of eu"}
eu-west-1 get k = {"v": "of eu"}
ap-south-1 get k = {"v": "of eu"}
lost k = {"v": "of ap"}
lost k = {"v": "of us"}
