resource "aws_sns_topic" "links" {
  name = "links"
}

resource "aws_lambda_function" "share" {
  function_name = "share"
  filename      = "dist.zip"
  handler       = "src/share.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.share.arn
  environment {
    variables = {
      LINKS = aws_sns_topic.links.arn
    }
  }
}

resource "aws_lambda_function_url" "share" {
  function_name      = aws_lambda_function.share.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function" "preview" {
  function_name = "preview"
  filename      = "dist.zip"
  handler       = "src/preview.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.preview.arn
}

resource "aws_sns_topic_subscription" "preview" {
#                                     ^^^^^^^^^ 3: topic `aws_sns_topic.links` starts `preview`
  topic_arn = aws_sns_topic.links.arn
  protocol  = "lambda"
  endpoint  = aws_lambda_function.preview.arn
}

resource "aws_iam_role" "share" {
  name               = "share"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "preview" {
  name               = "preview"
  assume_role_policy = "{}"
}
