const mongoose = require('mongoose');

exports.User = mongoose.model('User', new mongoose.Schema({ tokens: [{ token: String }], device: String }));
