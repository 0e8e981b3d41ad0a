us-east-1 put n {"n": 0}
lose-answer us-east-1
us-east-1 update n add n 1
us-east-1 read n = {"n": 1}
converged
eu-west-1 get n = {"n": 1}
