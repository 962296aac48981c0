resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::*:role/sender" }
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ may use `sqs:SendMessage` on queue `aws_sqs_queue.orders`
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.orders.arn
      },
      {
        Effect    = "Allow"
        Principal = "*"
#                   ^^^ may use `sqs:ReceiveMessage` on queue `aws_sqs_queue.orders`
        Action    = "sqs:ReceiveMessage"
        Resource  = aws_sqs_queue.orders.arn
        # Everybody may have a role of that name.
        Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/reader" } }
      },
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "sqs:ReceiveMessage"
        Resource  = aws_sqs_queue.orders.arn
        Condition = { ArnLike = { "aws:PrincipalArn" = "arn:aws:iam::123456789012:role/*" } }
      },
    ]
  })
}
