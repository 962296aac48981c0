resource "aws_sns_topic" "news" {
  name   = "news"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": "arn:aws:sns:eu-central-1:111122223333:news"
      }]
    }
  EOT
}
