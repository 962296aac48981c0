exports.store = (quantity, done) => done(quantity < 0);
