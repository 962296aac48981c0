param stack string

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      linuxFxVersion: 'Node|24'
//                    ^^^^^^^^^ `app` runs on `Node|16`, which has had no patches since 2024-06-30
    }
  }
}
