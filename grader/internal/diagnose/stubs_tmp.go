package diagnose

func (s Source) Race(report []byte) Finding    { return Finding{} }
func (s Source) Stuck(dump []byte) Finding     { return Finding{} }
func (s Source) Panic(output []byte) Finding   { return Finding{} }
func (s Source) Leak(report []byte) Finding    { return Finding{} }
func (s Source) Failure(output []byte) Finding { return Finding{} }
