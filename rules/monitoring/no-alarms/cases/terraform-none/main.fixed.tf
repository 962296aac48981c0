resource "aws_lambda_function" "orders" {
#                              ^^^^^^^^ `app/main.tf` deploys functions and raises no alarm on their errors, their throttles or what piles up in
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_cloudwatch_metric_alarm" "orders_errors_alarm" {
  alarm_name          = "orders-errors-alarm"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  dimensions = {
    FunctionName = aws_lambda_function.orders.function_name
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
