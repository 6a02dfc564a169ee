module github.com/concurrency-in-go/course

go 1.26.0
