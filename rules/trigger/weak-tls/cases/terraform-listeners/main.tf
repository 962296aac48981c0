variable "balancer" {
  type = string
}

variable "protocol" {
  type = string
}

resource "aws_lb_listener" "unsaid" {
#                          ^^^^^^^^ Listener `aws_lb_listener.unsaid` does not say which TLS it asks for
  load_balancer_arn = var.balancer
  protocol          = "HTTPS"
  certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d"

  default_action {
    type = "forward"
  }
}

resource "aws_lb_listener" "current" {
  load_balancer_arn = var.balancer
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type = "forward"
  }
}

resource "aws_lb_listener" "unknown" {
  load_balancer_arn = var.balancer
  protocol          = var.protocol

  default_action {
    type = "forward"
  }
}

# CloudFront asks for nothing newer with a certificate of its own, whatever stands beside it: that is said in profile strict, once.
resource "aws_cloudfront_distribution" "default" {
  enabled = true

  default_cache_behavior {
    target_origin_id       = "app"
    viewer_protocol_policy = "https-only"
  }

  viewer_certificate {
    cloudfront_default_certificate = true
    minimum_protocol_version       = "TLSv1"
  }
}
