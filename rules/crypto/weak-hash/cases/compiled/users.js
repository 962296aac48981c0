'use strict';
var __importDefault = (this && this.__importDefault) || function (mod) { return mod && mod.__esModule ? mod : { default: mod }; };
Object.defineProperty(exports, '__esModule', { value: true });
const crypto_1 = __importDefault(require('crypto'));

exports.passwordHash = (password) => crypto_1.default.createHash('md5').update(password).digest('hex');
//                                                               ^^^^^ uses MD5 for something that must not be guessed
exports.sound = (password, salt) => crypto_1.default.scryptSync(password, salt, 32);
