resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [
        { name: 'WEBSITE_NODE_DEFAULT_VERSION', value: '~24' }
//                                                     ^^^^^ `app` runs on `~18`, which has had no patches since 2025-04-30
      ]
    }
  }
}
