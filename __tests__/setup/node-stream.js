// In place of readable-stream, whose files declare globals anew and so cannot be given them as parameters.
module.exports = require("node:stream");
