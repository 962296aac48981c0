const http = require('node:http');
const { handler } = require('./handler');

// Where functions are deployed, this is for the desk.
http.createServer(async (req, res) => {
  try {
    res.end(JSON.stringify(await handler({ rawPath: req.url })));
  } catch (error) {
    res.end(JSON.stringify({ error: error.message }));
  }
}).listen(3000);
