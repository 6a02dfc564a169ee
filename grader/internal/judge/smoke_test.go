package judge
import ("testing";"os";"strings";"fmt";"context";"time";"github.com/concurrency-in-go/course/grader/internal/course";"github.com/concurrency-in-go/course/grader/internal/attempt")
func TestSmoke(t *testing.T){
 paths:=strings.Fields(os.Getenv("SMOKE")); if len(paths)==0 {t.Skip()}
 c,err:=course.Load(os.Getenv("ROOT")); if err!=nil{t.Fatal(err)}
 for _,p:=range paths { as,err:=attempt.Read(c,p,os.Getenv("EX")); if err!=nil{t.Fatal(err)}
  b:=time.Now(); vs,err:=(&Judge{Course:c}).Grade(context.Background(),as); if err!=nil{t.Fatal(err)}
  for i,v:=range vs { fmt.Println("==",p,v.Outcome,v.Points,v.Max,"took",time.Since(b).Round(time.Millisecond), as[i].Want)
   for _,k:=range v.Checks { if k.Outcome!="pass" {fmt.Println("  ",k.Name,k.Outcome,k.Failed,"/",k.Runs,k.Message,k.Account,k.Places)} } } }
}
