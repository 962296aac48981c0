const { execSync } = require('node:child_process');

exports.resizePicture = async (req, res) => {
  execSync('convert -resize 200 /mnt/' + req.query.picture + ' /mnt/small.png');
  //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `req.query.picture` (anyone can send it: the address of resize, allUsers may invoke it) becomes part of a shell command
  res.status(204).end();
};
