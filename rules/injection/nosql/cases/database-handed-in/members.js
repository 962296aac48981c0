function Members(db) {
  const members = db.collection('members');

  this.named = (name) => members.findOne({ name: name });
  //                                             ^^^^ `body.name` (anyone can send it: POST /members has no authorizer) becomes part of a database filter
  this.older = (years) => members.find({ $where: `this.years > ${years}` }).toArray();
  //                                             ^^^^^^^^^^^^^^^^^^^^^^^ `body.years` (anyone can send it: POST /members has no authorizer) runs as code in the database
  this.numbered = (id) => members.findOne({ id: Number(id) });
}

module.exports = { Members };
