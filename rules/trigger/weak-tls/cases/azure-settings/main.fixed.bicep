param prefix string

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${prefix}-orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
  }
}

resource web 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'web'
  properties: {
    minTlsVersion: '1.2'
    //             ^^^^^ The settings `web` of an app accept TLS 1.1
  }
}
