const express = require('express');
const fileUpload = require('express-fileupload');
const { promisify } = require('bluebird');
const fs = require('fs-extra');
const { makeDirectory } = require('make-dir');
const { mkdirpNative } = require('mkdirp');
const puppeteer = require('puppeteer');
const { rimrafSync } = require('rimraf');
const isPathInside = require('is-path-inside');

const app = express();
app.use(fileUpload());

app.post('/upload', (req, res) => {
  req.files.image.mv('/tmp/images/' + req.files.image.name);
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ becomes part of a file path
  res.sendStatus(204);
});

app.post('/pages', async (req, res) => {
  const { folder, other, third, page, picture, copy } = req.body;
  await makeDirectory(folder);
  //                  ^^^^^^ becomes part of a file path
  await mkdirpNative(other);
  //                 ^^^^^ becomes part of a file path
  rimrafSync(third);
  //         ^^^^^ becomes part of a file path
  fs.outputJsonSync(page, {});
  //                ^^^^ becomes part of a file path
  const browser = await puppeteer.launch();
  const tab = await browser.newPage();
  await tab.screenshot({ path: picture });
  //                           ^^^^^^^ becomes part of a file path
  await promisify(fs.readFile)(copy);
  //                           ^^^^ becomes part of a file path
  res.sendStatus(204);
});

app.get('/file', (req, res) => {
  if (!isPathInside(req.query.name, '/opt/files')) return res.sendStatus(404);
  res.send(fs.readFileSync(req.query.name));
});
