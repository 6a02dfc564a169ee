package pair

const right = true
