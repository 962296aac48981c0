api_token = "kettle-Ravine7-meadow"
