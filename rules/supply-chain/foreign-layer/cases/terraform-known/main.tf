resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs24.x"
  layers        = ["arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:55", aws_lambda_layer_version.assets.arn]
}

resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_lambda_layer_version" "assets" {
  layer_name = "assets"
  filename   = "assets.zip"
}
