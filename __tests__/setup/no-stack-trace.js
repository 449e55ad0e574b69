// In place of cdktf's module. It takes a stack trace for each token, and Jest maps every frame of it to its source: that is
// a third of the time of a synth. No output shows these traces.
exports.captureStackTrace = () => [];
// What the fork of cdktf calls.
exports.captureCreationStack = () => [];
