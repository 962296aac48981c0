resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = data.archive_file.src.output_path
  handler       = "orders.main"
  #               ^^^^^^^^^^^^^ The handler `orders.main` of `orders` exports no `main`: the function fails whenever it is started. Correct
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  timeout       = 10
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

data "archive_file" "src" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/build/orders.zip"
}
