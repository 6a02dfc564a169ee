package workspace

import (
	"errors"
	"os"
	"syscall"
)

// tryLock opens the file for itself alone, which is a lock on Windows.
func tryLock(file string) (unlock func(), ok bool, err error) {
	name, err := syscall.UTF16PtrFromString(file)
	if err != nil {
		return nil, false, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	const sharingViolation = syscall.Errno(32)
	if errors.Is(err, sharingViolation) || errors.Is(err, os.ErrPermission) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return func() { syscall.CloseHandle(h) }, true, nil
}
