api_token = "kettle-Ravine7-meadow"
#           ^^^^^^^^^^^^^^^^^^^^^^^ `api_token` is the same secret in `prod` and `dev`
