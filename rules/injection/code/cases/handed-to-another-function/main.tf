resource "aws_lambda_function" "form" {
  function_name = "form"
  filename      = "dist.zip"
  handler       = "form.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.app.arn
  environment {
    variables = {
      CALCULATOR = aws_lambda_function.calculator.function_name
    }
  }
}

resource "aws_lambda_function_url" "form" {
  function_name      = aws_lambda_function.form.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "calculator" {
#                              ^^^^^^^^^^^^ 3: is called with it
  function_name = "calculator"
  filename      = "dist.zip"
  handler       = "calculator.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.app.arn
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{}"
}
