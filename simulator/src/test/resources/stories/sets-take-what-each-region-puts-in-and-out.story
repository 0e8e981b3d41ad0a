policy mergeable
us-east-1 put post {"tags": <<"red", "blue">>}
converged
cut us-east-1 eu-west-1
us-east-1 update post add tags <<"green">>
eu-west-1 update post take tags <<"red">>
heal
converged
us-east-1 get post = {"tags": <<"blue", "green">>}
eu-west-1 get post = {"tags": <<"blue", "green">>}
