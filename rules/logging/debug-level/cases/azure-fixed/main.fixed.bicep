param level string

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'LOG_LEVEL', value: 'info' }
//                                  ^^^^^^^ `LOG_LEVEL` is fixed to `debug` for `app`, in production too
      ]
    }
  }
}
