param legacy bool = true

module orders 'modules/app.bicep' = {
  name: 'orders'
  params: {
    name: 'orders'
    httpsOnly: true
    tls: legacy ? '1.0' : '1.2'
    settings: [
      { name: 'REGION', value: 'eu' }
    ]
  }
}
