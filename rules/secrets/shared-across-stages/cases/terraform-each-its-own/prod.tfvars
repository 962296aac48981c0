api_token = "lantern-Gorge4-thistle"
