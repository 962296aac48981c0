@secure()
param dbPassword string

param stage string = 'live'

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'orders'
  kind: 'functionapp'
  properties: {
    httpsOnly: true
    siteConfig: { minTlsVersion: '1.2' }
  }
}
