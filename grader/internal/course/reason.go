package course

import (
	"errors"
	"io/fs"
)

// Reason is what the system said about a file, without the call and the path: who
// reports it puts the path in front.
func Reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
