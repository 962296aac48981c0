exports.report = 'https://reports.shop.example/daily?format=csv&token={{random..........}}';
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A secret in an address
exports.feed = `https://feed.shop.example/?api_key={{random..........}}`;
//             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A secret in an address
exports.own = (token) => `https://reports.shop.example/daily?token=${token}`;
exports.sample = 'https://reports.shop.example/daily?token=your-token-1';
exports.page = 'https://reports.shop.example/daily?token=page2';
// An object's id; a key that every page shows.
exports.picture = 'https://pictures.shop.example/o/logo.png?alt=media&token=5f0c1d9e-7b1a-4d55-9c3f-2b8a6f4e1d07';
exports.map = 'https://maps.shop.example/styles?access_token=pk.{{random..........}}';
