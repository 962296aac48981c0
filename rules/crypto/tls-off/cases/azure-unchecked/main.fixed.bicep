param level string

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'NODE_TLS_REJECT_UNAUTHORIZED', value: '1' }
//                                                     ^^^ `NODE_TLS_REJECT_UNAUTHORIZED` is 0
      ]
    }
  }
}
